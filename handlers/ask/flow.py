"""The conversation of asking: what a typed text or a pressed button leads to."""

from dataclasses import replace
from datetime import date

from handlers.action import Action, Verb, decode
from handlers.ask import buttons, texts
from handlers.ask.answering import answer_reply, closed_reply, facet_reply, facets_reply
from handlers.ask.checklist import answered, back, next_question, question_reply, result_reply
from handlers.ask.choosing import chosen, plain, typed_number
from handlers.ask.communes import chosen_commune, commune_turn
from handlers.ask.counting import count_choice, count_commune, count_question
from handlers.ask.feedback import answered_anew, feedback_turn
from handlers.ask.heard import ask_back, button_says, words_say
from handlers.ask.help import help_reply
from handlers.ask.menu import menu_reply
from handlers.ask.misses import missed
from handlers.ask.people import people_reply
from handlers.ask.turns import in_place, notes_on, was_offered
from handlers.ask.unread import unread_turn
from handlers.conversation import Checklist, Conversation
from handlers.message import Button, Joined, Left, Message, Photo, Start, Text, Voice
from handlers.message import Content as MessageContent
from handlers.reply import Paragraph, Press, Reply, say
from handlers.turn import NoteUnanswered, Turn
from knowledge.communes import CommuneAnswer, Communes
from knowledge.content import Content
from knowledge.text import words
from knowledge.topic import Facet
from knowledge.understand import Decision, Understander, Understanding


class Asking:
    """Answers residents with one understander; holds nothing of any conversation."""

    def __init__(self, understander: Understander, communes: Communes) -> None:
        self.understander, self.communes = understander, communes
        self.content: Content = understander.index.content

    def turn(self, message: Message, conversation: Conversation, today: date) -> Turn:
        """One message to replies and the new state."""
        turn = answered_anew(self._read(message.content, conversation, today))
        notes = notes_on(message)
        if notes and not isinstance(message.content, Left):
            turn = replace(turn, replies=(notes, *turn.replies))
        return turn

    def _read(self, content: MessageContent, conversation: Conversation, today: date) -> Turn:
        heard, conversation = conversation.heard, conversation.with_(heard=None)
        match content:
            case Button(code):
                action = decode(code)
                if action and action.verb is Verb.HEARD:
                    return self._not_heard(heard, button_says(heard, action), conversation)
                return self._pressed(action, conversation, today)
            case Text(text):
                if heard and words_say(heard, text) is False:
                    return self._not_heard(heard, False, conversation)
                return self._typed(text, conversation, today)
            case Photo(caption=caption) if words(caption):
                return self._typed(caption, conversation, today)
            case Voice(heard=spoken) if spoken and words(spoken):
                return ask_back(conversation, spoken)
            case Start():
                return self._menu(conversation, Action(Verb.MENU))
            case Joined():
                return self._joined(conversation)
            case Left():
                return Turn(Conversation())
            case _:
                return self._and_on_with_the_list(unread_turn(content, conversation))

    def _not_heard(self, heard: str | None, right: bool | None, conversation: Conversation) -> Turn:
        """What was heard is wrong: typing is asked for. What is right comes as if it had been typed."""
        if heard is None or right is None:
            return self._old(conversation)
        return self._and_on_with_the_list(Turn(conversation, (say(texts.HEARD_TYPE),)))

    def _joined(self, conversation: Conversation) -> Turn:
        """The welcome with the menu; whoever began to talk before following keeps what was begun."""
        welcome = menu_reply(self.content, welcome=True)
        return self._and_on_with_the_list(Turn(conversation.with_(greeted=True), (welcome,)))

    # --- typed

    def _typed(self, text: str, conversation: Conversation, today: date) -> Turn:
        typed = plain(text)
        if not words(text):
            return Turn(conversation, (say(texts.NO_WORDS if text.strip() else texts.EMPTY, buttons=(buttons.MENU,)),))
        if typed in texts.WORDS_MENU:
            return self._menu(conversation, Action(Verb.MENU))
        if typed in texts.WORDS_HELP:
            return self._and_on_with_the_list(Turn(conversation, (help_reply(),)))
        if conversation.checklist:
            turn = self._typed_in_checklist(text, typed, conversation, today)
            if turn:
                return turn
        if conversation.commune:
            picked = chosen_commune(self.communes, conversation.commune, text)
            conversation = conversation.with_(commune=None)
            if picked:
                conversation = self._remember_picked(conversation, picked)
                return count_choice(commune_turn(self.communes, self.content, picked, text, conversation))
        code = chosen(conversation, text)
        if code:
            return self._pressed(decode(code), conversation, today)
        return self._asked(text, conversation, today)

    def _typed_in_checklist(self, text: str, typed: str, conversation: Conversation, today: date) -> Turn | None:
        if typed in texts.WORDS_BACK:
            return self._pressed(Action(Verb.BACK), conversation, today)
        if typed in texts.WORDS_RESTART:
            return self._pressed(Action(Verb.RESTART), conversation, today)
        if typed in texts.WORDS_LEAVE:
            return self._pressed(Action(Verb.LEAVE), conversation, today)
        filling = conversation.checklist
        topic = self.content.topics.get(filling.topic) if filling else None
        question = next_question(topic.checklist, filling) if topic and topic.checklist and filling else None
        if not (filling and topic and question and question.number):
            return None
        number = typed_number(text)
        if number is None:
            return None
        filled = answered(topic, filling, question.id, number)
        if filled is None:
            low, high = question.number
            bad = texts.CHECKLIST_BAD_NUMBER.format(low=low, high=high)
            return Turn(conversation, (question_reply(topic, filling, before=bad),))
        return self._filled(conversation, filled, today)

    def _asked(self, text: str, conversation: Conversation, today: date) -> Turn:
        conversation = self._remember_place(conversation.with_(question=text), text)
        commune = self.communes.find(text)
        if commune:
            return count_commune(commune_turn(self.communes, self.content, commune, text, conversation))
        understood = self.understander.understand(text, conversation.topic)
        if understood.decision is Decision.ANSWER:
            turn = self._answered(understood, text, conversation, today)
        elif understood.decision is Decision.CHOOSE:
            turn = self._offered(understood, conversation)
        else:
            turn = missed(self.content, understood, conversation)
        turn = count_question(turn, understood)
        if conversation.checklist:
            return self._and_on_with_the_list(turn)
        return turn

    def _remember_place(self, conversation: Conversation, text: str) -> Conversation:
        """The commune that the person names, kept for what they ask next; while nothing is local nobody need know."""
        named = self.communes.named(text) if self.content.place_matters else None
        return conversation.with_(place=named.full) if named else conversation

    def _remember_picked(self, conversation: Conversation, picked: CommuneAnswer) -> Conversation:
        """The same for a commune picked when a name fitted several places."""
        known = self.content.place_matters and len(picked.new) == 1
        return conversation.with_(place=picked.new[0].full) if known else conversation

    def _answered(self, understood: Understanding, text: str, conversation: Conversation, today: date) -> Turn:
        replies: list[Reply] = []
        reply, composed = answer_reply(self.content, understood, today, text, conversation.place)
        said = list(composed.statements)
        for more in understood.more:
            second, of_second = answer_reply(self.content, more, today, more.question, conversation.place)
            intro = texts.SECOND_QUESTION.format(title=of_second.topic.title)
            replies.append(Reply((Paragraph(intro), *second.blocks), buttons=second.buttons))
            said += of_second.statements
        changes = (NoteUnanswered(text, "no_statement", composed.topic.id),) if not understood.fits else ()
        after = conversation.with_(topic=composed.topic.id, facet=composed.facet.value, misses=0, shown=tuple(said))
        return Turn(after, (reply, *replies), changes)

    def _offered(self, understood: Understanding, conversation: Conversation) -> Turn:
        topics = [self.content.topics[item.topic] for item in understood.candidates[: understood.offered]]
        presses = [buttons.topic_button(topic) for topic in topics]
        presses.append(Press(texts.CHOOSE_NONE, Action(Verb.MENU)))
        return Turn(conversation.with_(misses=0), (say(texts.CHOOSE, buttons=presses),))

    def _and_on_with_the_list(self, turn: Turn) -> Turn:
        """After a question in the middle of a list: the list goes on at the same question."""
        filling = turn.conversation.checklist
        topic = self.content.topics.get(filling.topic) if filling else None
        if not (filling and topic):
            return turn
        if off := topic.closed_at(turn.conversation.place):
            # It was switched off in the middle of the list.
            closed = closed_reply(topic, off)
            return replace(turn, conversation=turn.conversation.with_(checklist=None), replies=(*turn.replies, closed))
        again = question_reply(topic, filling, before=texts.CHECKLIST_RESUME)
        return replace(turn, replies=(*turn.replies, again))

    # --- pressed

    def _pressed(self, action: Action | None, conversation: Conversation, today: date) -> Turn:
        if action is None:
            return self._old(conversation)
        match action.verb:
            case Verb.MENU:
                return self._menu(conversation, action)
            case Verb.TOPIC | Verb.MORE:
                return self._topic(action, conversation, today)
            case Verb.CHECKLIST:
                return self._begin(action, conversation, today)
            case Verb.CHOOSE | Verb.BACK | Verb.RESTART | Verb.LEAVE:
                return self._in_checklist(action, conversation, today)
            case Verb.HELPED | Verb.REASON:
                return feedback_turn(self.content, action, conversation) or self._old(conversation)
            case Verb.COMMUNE:
                return self._commune(action, conversation)
            case Verb.PERSON:
                topic = action.args[0] if action.args else conversation.topic
                return Turn(conversation, (people_reply(self.content, topic, conversation.place),))
            case Verb.PRIVATE:
                return self._menu(conversation, Action(Verb.MENU))
            case _:
                # What the person presses belongs to a feature that knows it no more, or was taken care of already.
                return self._old(conversation)

    def _commune(self, action: Action, conversation: Conversation) -> Turn:
        question = conversation.commune or ""
        picked = chosen_commune(self.communes, question, action.args[0]) if question and action.args else None
        if picked is None:
            return self._old(conversation)
        conversation = self._remember_picked(conversation, picked)
        return count_choice(commune_turn(self.communes, self.content, picked, question, conversation))

    def _old(self, conversation: Conversation) -> Turn:
        menu = menu_reply(self.content)
        return Turn(conversation, (say(texts.OLD_BUTTON, buttons=menu.buttons),))

    def _menu(self, conversation: Conversation, action: Action) -> Turn:
        group = action.args[0] if action.args and action.args[0] != "-" else ""
        page = int(action.args[1]) if len(action.args) > 1 and action.args[1].isdecimal() else 0
        reply = menu_reply(self.content, group, page, welcome=not conversation.greeted, place=conversation.place)
        turn = Turn(conversation.with_(greeted=True, checklist=None, misses=0), (reply,))
        # Only a menu's own buttons have arguments; a bare MENU stands under an answer, which must not go.
        return in_place(turn) if action.args else turn

    def _topic(self, action: Action, conversation: Conversation, today: date) -> Turn:
        if not action.args or action.args[0] not in self.content.topics:
            return self._old(conversation)
        topic = self.content.local(action.args[0], conversation.place, today)
        name = action.args[1] if len(action.args) > 1 else ""
        conversation = conversation.with_(topic=topic.id, checklist=None, misses=0)
        if name == "all" and topic.closed is None:
            page = action.args[2] if len(action.args) > 2 else ""
            turn = Turn(conversation, (facets_reply(topic, today, int(page) if page.isdecimal() else 0),))
            return in_place(turn) if page else turn
        facet = Facet(name) if name in set(Facet) else Facet.OVERVIEW
        asked_before = facet is Facet.OVERVIEW and action.verb is Verb.TOPIC and conversation.question
        if asked_before and was_offered(conversation, action):
            return self._chosen_topic(str(conversation.question), topic.id, conversation, today)
        said = conversation.shown if action.verb is Verb.MORE else ()
        reply, composed = facet_reply(topic, facet, today, said)
        return Turn(conversation.with_(facet=facet.value, shown=(*said, *composed.statements)), (reply,))

    def _chosen_topic(self, question: str, topic_id: str, conversation: Conversation, today: date) -> Turn:
        """A topic chosen for a question that was asked: that very question is answered, not the topic in general."""
        understood = self.understander.answer_in(question, topic_id)
        return count_choice(self._answered(understood, question, conversation, today), topic_id)

    def _begin(self, action: Action, conversation: Conversation, today: date) -> Turn:
        topic = self.content.topics.get(action.args[0]) if action.args else None
        if topic is None or topic.checklist is None:
            return Turn(conversation, (say(texts.CHECKLIST_NONE, buttons=(buttons.MENU,)),))
        return self._filled(conversation.with_(topic=topic.id), Checklist(topic.id), today)

    def _in_checklist(self, action: Action, conversation: Conversation, today: date) -> Turn:
        filling = conversation.checklist
        topic = self.content.topics.get(filling.topic) if filling else None
        if not (filling and topic and topic.checklist):
            return self._old(conversation)
        if action.verb is Verb.LEAVE:
            left = say(texts.CHECKLIST_LEFT, buttons=(buttons.topic_button(topic), buttons.MENU))
            return in_place(Turn(conversation.with_(checklist=None), (left,)))
        if action.verb is Verb.RESTART:
            return in_place(self._filled(conversation, Checklist(topic.id), today))
        if action.verb is Verb.BACK:
            return in_place(self._filled(conversation, back(filling), today))
        filled = answered(topic, filling, *action.args) if len(action.args) == 2 else None
        if filled is None:
            return Turn(conversation, (question_reply(topic, filling, before=texts.OLD_BUTTON),))
        return in_place(self._filled(conversation, filled, today))

    def _filled(self, conversation: Conversation, filling: Checklist, today: date) -> Turn:
        topic = self.content.local(filling.topic, conversation.place, today)
        if topic.closed:
            reply, _ = facet_reply(topic, Facet.OVERVIEW, today)
            return Turn(conversation.with_(checklist=None, misses=0), (reply,))
        if topic.checklist and next_question(topic.checklist, filling):
            return Turn(conversation.with_(checklist=filling, misses=0), (question_reply(topic, filling),))
        return Turn(conversation.with_(checklist=None, misses=0), (result_reply(topic, filling, today),))

"""Asking: questions, answers, menus, checklists and "did it help?"."""

"""The program under a load, killed again and again, against a platform that misbehaves: nothing may be lost."""

"""The house style of every PDF. Dataclasses in, bytes out: no Django, no database, no words of its own."""

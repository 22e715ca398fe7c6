"""The whole program, driven from outside as a person would."""

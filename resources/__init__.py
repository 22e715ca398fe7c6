"""What lies beside the code: texts, tokens, icons, fonts. Read through importlib.resources."""

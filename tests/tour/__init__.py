"""The journey through the real windows and real vaults, without a screen, with pictures of every state."""

"""The whole journey through the real windows and real vaults, without a screen, with a picture of each state."""

"""The core of Innermost: vaults, rounds and the reveal, without Qt."""

"""What things are and what they mean. Imports nothing of ours from outside this package."""

"""Where the process begins: the command `evidence`, and `python -m evidence_cli`."""

import gc
import sys

# New objects between two looks for circles of garbage; a report makes 18,000. Python's own 700 mean thirty looks in it,
# a twentieth of its time, through what lives to the end anyway.
_BETWEEN_LOOKS = 25_000


def main() -> None:
    """Run the program on the arguments of the process and leave with its exit code."""
    gc.set_threshold(_BETWEEN_LOOKS)
    from evidence_cli.main import run  # late: loading click is where most of these looks would be

    gc.freeze()  # what is imported lives as long as the process
    code = run(sys.argv[1:])
    gc.freeze()  # nor is what is left now looked through once more at the end
    sys.exit(code)


if __name__ == "__main__":
    main()

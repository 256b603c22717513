"""`python -m matbaa`."""

from matbaa.main import main

main()

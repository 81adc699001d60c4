"""How a lift is paid for, to the cent, and whether the owners agree to it, in exact fractions."""

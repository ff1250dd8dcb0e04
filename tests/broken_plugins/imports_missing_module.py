"""Imports a module that nobody installed."""

import a_module_that_nobody_installed

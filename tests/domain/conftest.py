"""How hypothesis searches while mutants are tested: the same examples each time, and none made smaller."""

from hypothesis import Phase, settings

settings.register_profile(
    "mutants", database=None, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)

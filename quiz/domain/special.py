"""The functions of distributions that statistics need: those of scipy.special, under their names there."""

from quiz.domain.later import later

bdtr = later("scipy.special:bdtr")
bdtrc = later("scipy.special:bdtrc")
chdtrc = later("scipy.special:chdtrc")
fdtri = later("scipy.special:fdtri")
ndtr = later("scipy.special:ndtr")
ndtri = later("scipy.special:ndtri")
stdtrit = later("scipy.special:stdtrit")

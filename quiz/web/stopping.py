"""That a process of the server ends when asked to before it serves; how it ends later is the server's."""

import multiprocessing
import signal


def heed_signals() -> None:
    """Let a worker that is still loading end at once at what asks it to.

    It is forked with what the server's first process does at these signals, which is to note them: it would
    go on, and the server wait for it for ever. Once it serves, the server sets what it does then.
    """
    if multiprocessing.parent_process():
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, signal.SIG_DFL)

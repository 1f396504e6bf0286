"""The worker: places and signs ledger entries, chases what waits, sends notices."""

import logging
import threading
import time

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app

from sharewell.base import spool
from sharewell.cases import watching
from sharewell.involvement import record_watching
from sharewell.involvement.lists import loading
from sharewell.ledger import sequencer
from sharewell.notices import reminding
from sharewell.ops import spool_commands
from sharewell.people.lookup import refiling
from sharewell.sharing import chasing

log = logging.getLogger("sharewell.worker")

PLACING = 2.0  # seconds between looks for new ledger entries
CHASING = 60.0  # seconds between looks for what must be chased


def run() -> int:
    """Work until told to stop; run in the worker's role (``SHAREWELL_ROLE=worker``)."""
    if settings.DEMO and not spool.is_ready():
        spool.make_keys(spool_commands.private_key())
    refiling.begin()
    loading.resume()
    threading.Thread(target=_keep_at_it, name="ledger and chasing", daemon=True).start()
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(concurrency=2, install_signal_handlers=True)
    return 0


def _keep_at_it() -> None:
    """Place and chase for ever; one failed round is told and tried again, never silently dropped."""
    chased = 0.0
    while True:
        try:
            sequencer.run(timezone.now())
            if time.monotonic() - chased > CHASING:
                chasing.chase(timezone.now())
                reminding.remind(timezone.now())
                watching.WATCHES.tell(timezone.now())
                record_watching.WATCHES.tell(timezone.now())
                spool_commands.replay(timezone.now())
                chased = time.monotonic()
        except Exception as fault:  # noqa: BLE001 (a worker that dies quietly is the worst of faults)
            log.error("round failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote a record)
        finally:
            close_old_connections()
        time.sleep(PLACING)

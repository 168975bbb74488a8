package org.puli.farm;

import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.WorkerView;
import org.puli.api.view.WorkerView.WorkerStatus;

/** How workers are shown. Called by the loop. */
final class WorkerShow {
    private WorkerShow() {}

    /** The worker as it is now. */
    static WorkerView view(Worker worker) {
        WorkerFacts facts = worker.facts();
        WorkerFacts offer = worker.offer();
        WorkerContact contact = worker.contact();
        return new WorkerView(
                worker.name(),
                worker.name(),
                WorkerStatus.of(
                        worker.presence(),
                        worker.duty(),
                        contact.availability(),
                        !worker.leases().isEmpty()),
                worker.presence(),
                worker.duty(),
                worker.pauseReason(),
                worker.pools().stream().map(Pool::name).toList(),
                worker.poolOrder().isEmpty() ? null : worker.poolOrder(),
                offer.cores(),
                worker.freeMilliCores() / 1000.0,
                offer.memoryBytes(),
                offer.memoryBytes() == 0 ? 0 : worker.freeMemoryBytes(),
                facts.cores(),
                facts.memoryBytes(),
                worker.tags(),
                worker.leases().stream().map(Command::ref).toList(),
                facts.platform(),
                facts.version(),
                worker.freeGpus(),
                facts.equipment(),
                contact.lastSeenAt() == 0 ? null : contact.lastSeenAt(),
                worker.probation() == null ? null : worker.probation().readyAt(),
                contact.availability(),
                facts.machine(),
                contact.health());
    }
}

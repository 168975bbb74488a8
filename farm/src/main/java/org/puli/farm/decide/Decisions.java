package org.puli.farm.decide;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.ShowBlocklist;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.SyncWorker;
import org.puli.farm.request.Tick;

/** Finds who decides a request. Called by the loop; the same farm, request and moment always give the same decision. */
public final class Decisions {
    private final JobDecisions jobs;
    private final WorkerDecisions workers;
    private final TimeDecisions time;
    private final BlocklistDecisions blocklist = new BlocklistDecisions();
    private final OperatorDecisions operator = new OperatorDecisions();
    private final PoolDecisions pools = new PoolDecisions();
    private final QueryDecisions queries;

    /** Decisions under some rules; {@code waiting} tells why a job waits, null when it does not. */
    public Decisions(Supplier<Rules> rules, Function<Job, @Nullable WaitingReason> waiting) {
        this.jobs = new JobDecisions(waiting);
        this.workers = new WorkerDecisions(rules);
        this.time = new TimeDecisions(rules);
        this.queries = new QueryDecisions(waiting);
    }

    /** What a request leads to, now. */
    // Each request names the type of its own answer, which a switch over sealed types cannot tell the compiler.
    @SuppressWarnings("unchecked")
    public <R> Decision<R> decide(Farm farm, Request<R> request, Moment now) {
        return (Decision<R>) decided(farm, request, now);
    }

    private Decision<?> decided(Farm farm, Request<?> request, Moment now) {
        return switch (request) {
            case SubmitJob r -> jobs.submit(farm, r, now);
            case PauseJob r -> jobs.pause(farm, r);
            case ResumeJob r -> jobs.resume(farm, r);
            case CancelJob r -> jobs.cancel(farm, r, now);
            case RetryJob r -> jobs.retry(farm, r);
            case DeleteJob r -> jobs.delete(farm, r);
            case SyncWorker r -> workers.sync(farm, r, now);
            case PauseWorker r -> operator.pause(farm, r);
            case ResumeWorker r -> operator.resume(farm, r);
            case SetLicense r -> operator.set(farm, r);
            case CreatePool r -> pools.create(farm, r);
            case EditPool r -> pools.edit(farm, r);
            case DeletePool r -> pools.delete(farm, r);
            case MoveWorkers r -> pools.move(farm, r);
            case SetShare r -> pools.set(farm, r);
            case DeleteShare r -> pools.delete(farm, r);
            case ShowJob r -> queries.show(farm, r);
            case ShowSpec r -> queries.show(farm, r);
            case ShowCommand r -> queries.show(farm, r);
            case ListCommands r -> queries.list(farm, r);
            case ShowBlocklist r -> blocklist.show(farm, r);
            case BlockWorker r -> blocklist.block(farm, r, now);
            case ClearBlocklist r -> blocklist.clear(farm, r);
            case Tick r -> time.tick(farm, now);
        };
    }
}

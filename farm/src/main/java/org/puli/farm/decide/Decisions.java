package org.puli.farm.decide;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeletePath;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.ExplainCommand;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.ExplainWorker;
import org.puli.farm.request.FindNode;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.ListPaths;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.OfHistory;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Person;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.ShowBlocklist;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.ShowPathHealth;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.SleepWorker;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.SyncWorker;
import org.puli.farm.request.TestPaths;
import org.puli.farm.request.Tick;
import org.puli.farm.request.TryPaths;
import org.puli.farm.request.WakeWorker;
import org.puli.farm.row.AuditRow;
import org.puli.farm.schedule.Why;

/** Finds who decides a request. Called by the loop; the same farm, request and moment always give the same decision. */
public final class Decisions {
    private final JobDecisions jobs;
    private final PauseDecisions pauses;
    private final WorkDecisions work;
    private final WorkerDecisions workers;
    private final TimeDecisions time;
    private final BlocklistDecisions blocklist = new BlocklistDecisions();
    private final DutyDecisions duties = new DutyDecisions();
    private final PowerDecisions power = new PowerDecisions();
    private final OperatorDecisions operator = new OperatorDecisions();
    private final PoolDecisions pools = new PoolDecisions();
    private final PathDecisions paths = new PathDecisions();
    private final PathRounds rounds = new PathRounds();
    private final QueryDecisions queries;
    private final WhyDecisions why;

    /** Decisions under some rules; {@code waiting} tells why a job waits, null when it does not. */
    public Decisions(Supplier<Rules> rules, Function<Job, @Nullable WaitingReason> waiting, Why why) {
        this.why = new WhyDecisions(why);
        this.jobs = new JobDecisions(waiting, why::warnings);
        this.pauses = new PauseDecisions(waiting);
        this.work = new WorkDecisions(waiting);
        this.workers = new WorkerDecisions(rules);
        this.time = new TimeDecisions(rules);
        this.queries = new QueryDecisions(waiting);
    }

    /** What a request leads to, now. Whatever a person changes ends in a line of the audit. */
    // Each request names the type of its own answer, which a switch over sealed types cannot tell the compiler.
    @SuppressWarnings("unchecked")
    public <R> Decision<R> decide(Farm farm, Request<R> request, Moment now) {
        return request instanceof FromPerson<R>(Person by, Request<R> plain)
                ? audited(farm, (Decision<R>) decided(farm, plain, now), plain, by, now)
                : audited(farm, (Decision<R>) decided(farm, request, now), request, Person.UNKNOWN, now);
    }

    private static <R> Decision<R> audited(Farm farm, Decision<R> decision, Request<R> request, Person by, Moment now) {
        boolean isPersons = !(request instanceof SyncWorker || request instanceof Tick);
        if (!isPersons || decision.changes().isEmpty() || Note.NONE.equals(decision.note())) {
            return decision;
        }
        Note note = decision.note() == null ? Note.of(request) : decision.note();
        return decision.and(new Change.Audited(new AuditRow(
                farm.numbers().audit(),
                now.wall(),
                by.user(),
                by.address(),
                note.verb(),
                note.target(),
                note.job() == null ? null : note.job().value(),
                note.worker() == null ? null : note.worker().value(),
                note.before(),
                note.after())));
    }

    private Decision<?> decided(Farm farm, Request<?> request, Moment now) {
        return switch (request) {
            case FromPerson<?> r -> decided(farm, r.request(), now);
            case SubmitJob r -> jobs.submit(farm, r, now);
            case PauseJob r -> pauses.pause(farm, r, now);
            case ResumeJob r -> pauses.resume(farm, r, now);
            case HoldCommands r -> work.hold(farm, r, now);
            case ReleaseCommands r -> work.move(farm, r.what(), Move.RELEASE, now);
            case CancelJob r -> work.move(farm, r.what(), Move.CANCEL, now);
            case RetryJob r -> work.move(farm, r.what(), r.all() ? Move.RETRY_ALL : Move.RETRY, now);
            case FinishCommands r -> work.move(farm, r.what(), Move.FINISH, now);
            case SkipCommands r -> work.move(farm, r.what(), Move.SKIP, now);
            case EditJob r -> jobs.edit(farm, r, now);
            case FindNode r -> queries.find(farm, r);
            case OfHistory r -> ArchiveDecisions.decide(farm, r, now);
            case SyncWorker r -> workers.sync(farm, r, now);
            case PauseWorker r -> duties.pause(farm, r, now);
            case ResumeWorker r -> duties.resume(farm, r);
            case DrainWorker r -> duties.drain(farm, r);
            case QuarantineWorker r -> duties.quarantine(farm, r);
            case ReleaseWorker r -> duties.release(farm, r);
            case WakeWorker r -> power.wake(farm, r, now);
            case SleepWorker r -> power.sleep(farm, r);
            case EditWorker r -> operator.edit(farm, r);
            case DeleteWorker r -> operator.delete(farm, r);
            case SetLicense r -> operator.set(farm, r);
            case ReportLicense r -> operator.report(farm, r, now);
            case CreatePool r -> pools.create(farm, r);
            case EditPool r -> pools.edit(farm, r);
            case DeletePool r -> pools.delete(farm, r);
            case MoveWorkers r -> pools.move(farm, r);
            case SetShare r -> pools.set(farm, r);
            case DeleteShare r -> pools.delete(farm, r);
            case ShowJob r -> queries.show(farm, r);
            case ExplainJob r -> why.explain(farm, r, now);
            case ExplainCommand r -> why.explain(farm, r, now);
            case ExplainWorker r -> why.explain(farm, r);
            case ShowSpec r -> queries.show(farm, r);
            case ShowCommand r -> queries.show(farm, r);
            case ListCommands r -> queries.list(farm, r);
            case ShowBlocklist r -> blocklist.show(farm, r);
            case BlockWorker r -> blocklist.block(farm, r, now);
            case ClearBlocklist r -> blocklist.clear(farm, r);
            case SetPath r -> paths.set(farm, r);
            case DeletePath r -> paths.delete(farm, r);
            case ListPaths r -> paths.list(r);
            case TryPaths r -> paths.attempt(farm, r);
            case TestPaths r -> rounds.begin(farm, r, now);
            case ShowPathHealth r -> rounds.show(farm, r, now);
            case Tick r -> time.tick(farm, now);
        };
    }
}

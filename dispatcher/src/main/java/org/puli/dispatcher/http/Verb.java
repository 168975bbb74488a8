package org.puli.dispatcher.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.puli.api.NumberRange;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;

/** What people do to work, as query parameters say it. */
final class Verb {
    private static final List<String> PART = List.of("status", "frames", "numbers", "cascade");

    /** Keep from starting: a whole job, task or group as such, a part of its commands one by one. */
    static final Verb PAUSE = new Verb(
            parameters -> {
                Running running = parameters.running();
                return what -> what.isWhole()
                        ? new PauseJob(what.target(), running, what.cascade())
                        : new HoldCommands(what, running);
            },
            "running");

    /** Let go on what was paused so. */
    static final Verb RESUME = new Verb(
            parameters -> {
                boolean now = parameters.flag("now");
                return what -> resume(what, now);
            },
            "now");

    /** End. */
    static final Verb CANCEL = new Verb(parameters -> CancelJob::new);

    /** Run again. */
    static final Verb RETRY = new Verb(
            parameters -> {
                boolean isOfAll = isOfAll(parameters);
                return what -> new RetryJob(what, isOfAll);
            },
            "scope");

    /** Take as done. */
    static final Verb DONE = new Verb(parameters -> FinishCommands::new);

    /** Leave out. */
    static final Verb SKIP = new Verb(parameters -> SkipCommands::new);

    private final Function<Parameters, Function<Selection, Request<JobView>>> maker;
    private final List<String> own;

    private Verb(Function<Parameters, Function<Selection, Request<JobView>>> maker, String... own) {
        this.maker = maker;
        this.own = List.of(own);
    }

    /** The names of its query parameters, with others. */
    String[] parameters(List<String> others) {
        return Stream.of(PART, own, others).flatMap(List::stream).toArray(String[]::new);
    }

    /**
     * What asks for it to be done to a job, task or group, or to what the parameters leave of that. They are read here,
     * once and whole.
     */
    Function<Target, Request<JobView>> read(Parameters parameters) {
        Status status = parameters.find("status", Status.class);
        FrameRange frames = parameters.frames();
        List<NumberRange> numbers = parameters.ranges("numbers");
        boolean cascade = parameters.flag("cascade");
        Function<Selection, Request<JobView>> request = maker.apply(parameters);
        return target -> request.apply(new Selection(target, status, frames, numbers, cascade));
    }

    private static Request<JobView> resume(Selection what, boolean now) {
        if (what.isWhole()) {
            return new ResumeJob(what.target(), what.cascade(), now);
        }
        if (now) {
            throw Refusing.badRequest("'now' goes with whole jobs, tasks and groups: single commands wait for no times"
                    + " and files of their own");
        }
        return new ReleaseCommands(what);
    }

    private static boolean isOfAll(Parameters parameters) {
        String scope = parameters.find("scope");
        return switch (scope == null ? "failed" : scope) {
            case "failed" -> false;
            case "all" -> true;
            default -> throw Refusing.badRequest("query parameter 'scope' is failed or all, not '" + scope + "'");
        };
    }
}

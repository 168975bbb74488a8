package org.puli.dispatcher.http;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
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
import org.puli.farm.request.Selection;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;

/** What people do to work, as query parameters say it. */
final class Verb {
    private static final List<String> PART = List.of("status", "frames", "numbers", "cascade");

    /** Keep from starting: a whole job, task or group as such, a part of its commands one by one. */
    static final Verb PAUSE = new Verb(
            (what, parameters) -> what.isWhole()
                    ? new PauseJob(what.target(), parameters.running(), what.cascade())
                    : new HoldCommands(what, parameters.running()),
            "running");

    /** Let go on what was paused so. */
    static final Verb RESUME = new Verb((what, parameters) ->
            what.isWhole() ? new ResumeJob(what.target(), what.cascade()) : new ReleaseCommands(what));

    /** End. */
    static final Verb CANCEL = new Verb((what, parameters) -> new CancelJob(what));

    /** Run again. */
    static final Verb RETRY = new Verb((what, parameters) -> new RetryJob(what, isOfAll(parameters)), "scope");

    /** Take as done. */
    static final Verb DONE = new Verb((what, parameters) -> new FinishCommands(what));

    /** Leave out. */
    static final Verb SKIP = new Verb((what, parameters) -> new SkipCommands(what));

    private final BiFunction<Selection, Parameters, Request<JobView>> maker;
    private final List<String> own;

    private Verb(BiFunction<Selection, Parameters, Request<JobView>> maker, String... own) {
        this.maker = maker;
        this.own = List.of(own);
    }

    /** The names of its query parameters, with others. */
    String[] parameters(List<String> others) {
        return Stream.of(PART, own, others).flatMap(List::stream).toArray(String[]::new);
    }

    /** The request to do it to a job, task or group, or to what the parameters leave of that. */
    Request<JobView> on(Target target, Parameters parameters) {
        Selection what = new Selection(
                target,
                parameters.find("status", Status.class),
                parameters.frames(),
                parameters.ranges("numbers"),
                parameters.flag("cascade"));
        return maker.apply(what, parameters);
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

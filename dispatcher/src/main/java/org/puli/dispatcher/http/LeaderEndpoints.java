package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.LeaderView;
import org.puli.dispatcher.http.HttpFrontend.LeadParts;
import org.puli.dispatcher.http.Tokens.Bearer;
import org.puli.dispatcher.http.Tokens.Role;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.NoHandOver;
import org.puli.dispatcher.lead.Standing;

/**
 * Who leads, for everybody who asks, programs that watch the farm among them: it says nothing but addresses and
 * numbers.
 * And the hand-over, for administrators.
 */
final class LeaderEndpoints {
    private static final String PATH = "/api/v1/leader";
    private static final int PATIENCE_SECONDS = 15;

    private final LeadParts parts;
    private final LeaderGate gate;

    LeaderEndpoints(LeadParts parts) {
        this.parts = parts;
        this.gate = new LeaderGate(parts.lead());
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/leader", this::show);
        routes.post("/api/v1/leader/handover", this::handOver);
    }

    /** Whether a request is for one of these. */
    static boolean isOfLeader(Context context) {
        return context.path().equals(PATH) || context.path().startsWith(PATH + "/");
    }

    /** Whether a request needs no token. */
    static boolean isForEverybody(Context context) {
        return context.path().equals(PATH) && context.method().name().equals("GET");
    }

    private void show(Context context) {
        String wanted = Parameters.of(context, "leading").find("leading");
        if (wanted != null && !wanted.equals("true")) {
            throw Refusing.badRequest("query parameter 'leading' is true, or left out");
        }
        if (wanted != null) {
            gate.refuseUnlessLeading(context);
        }
        Answer.json(context, view());
    }

    private LeaderView view() {
        Standing standing = parts.lead().standing();
        Mark mark = standing.acknowledged();
        return new LeaderView(
                LeaderView.Role.valueOf(standing.role().name()),
                parts.address().get(),
                standing.leader().isEmpty() ? null : standing.leader(),
                standing.since() == 0 ? null : standing.since(),
                mark == null ? null : mark.farmId(),
                mark == null ? 0 : mark.epoch(),
                mark == null ? 0 : mark.batch(),
                standing.problem(),
                standing.standbys());
    }

    private void handOver(Context context) {
        Parameters.of(context);
        Bearer bearer = Access.bearer(context);
        if (bearer != null && bearer.role() != Role.ADMIN) {
            throw new Refusing(Answer.problem(
                    403, "role", "Not with this token", "leadership is handed over with the admin token"));
        }
        String to = address(context);
        gate.refuseUnlessLeading(context);
        try {
            String next = parts.lead().handOver(to).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Answer.json(context, Map.of("leader", next));
        } catch (ExecutionException e) {
            throw refusing(e);
        } catch (TimeoutException e) {
            throw Refusing.busy("the hand-over takes longer than " + PATIENCE_SECONDS + " s; GET " + PATH
                    + " tells what becomes of it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusing.busy("the dispatcher is stopping");
        }
    }

    private static RuntimeException refusing(ExecutionException e) {
        return e.getCause() instanceof NoHandOver no
                ? new Refusing(Answer.problem(409, "no-standby", "Nobody takes over", String.valueOf(no.getMessage())))
                : new IllegalStateException(e.getCause());
    }

    private static @Nullable String address(Context context) {
        String to = BodyFields.of(context, "to").findLabel("to");
        return to == null ? null : to.replaceAll("/+$", "");
    }
}

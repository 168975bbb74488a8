package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Problem;
import org.puli.dispatcher.lead.Lead;
import org.puli.dispatcher.lead.Standing;

/** Lets nobody in while another dispatcher leads, and says where that one is. Safe on every thread. */
final class LeaderGate {
    private static final String LEADER = "Puli-Leader";
    private static final int BUSY = 503;

    private final Lead lead;

    LeaderGate(Lead lead) {
        this.lead = lead;
    }

    void register(RoutesConfig routes) {
        routes.before(this::check);
        routes.wsBeforeUpgrade(this::check);
    }

    private void check(Context context) {
        if (!LeaderEndpoints.isOfLeader(context) && !context.path().equals("/openapi.json")) {
            refuseUnlessLeading(context);
        }
    }

    void refuseUnlessLeading(Context context) {
        Standing standing = lead.standing();
        if (standing.isLeading()) {
            return;
        }
        String leader = standing.leader();
        if (!leader.isEmpty()) {
            context.header(LEADER, leader);
        }
        throw new Refusing(new Problem(
                "standby",
                "Another dispatcher leads",
                BUSY,
                words(standing),
                List.of(),
                leader.isEmpty() ? null : leader));
    }

    private static String words(Standing standing) {
        String trouble = standing.problem() == null ? "" : "; it does not lead itself because " + standing.problem();
        return "this dispatcher stands by, "
                + (standing.leader().isEmpty()
                        ? "and none leads just now; try again in a moment"
                        : "ask " + standing.leader())
                + trouble;
    }

    /** Where whoever came is to go: null when this dispatcher leads, empty when nobody is known who does. */
    @Nullable
    String findOther() {
        Standing standing = lead.standing();
        return standing.isLeading() ? null : standing.leader();
    }
}

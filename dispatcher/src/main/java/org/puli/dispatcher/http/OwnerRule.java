package org.puli.dispatcher.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.JobSpec;
import org.puli.dispatcher.http.Tokens.Bearer;
import org.puli.dispatcher.http.Tokens.Role;

/**
 * Whom a job may belong to. Workers may run commands as the users of their owners, so where that is promised nobody may
 * say what runs in another's name: neither by a job that names him, nor by a change of his. Stateless.
 *
 * @param isOwn whether it is promised; else anybody names anybody
 */
record OwnerRule(boolean isOwn) {
    /** Checks a job that comes in. */
    void checkNew(Context context, JobSpec spec) {
        check(Access.bearer(context), spec.owner(), "belongs to '" + spec.owner() + "'");
    }

    /** Checks an edit. */
    void checkEdit(@Nullable Bearer bearer, JobSpec before, JobSpec after) {
        check(bearer, before.owner(), "belongs to '" + before.owner() + "'");
        check(bearer, after.owner(), "would belong to '" + after.owner() + "'");
    }

    private void check(@Nullable Bearer bearer, String owner, String words) {
        if (!isOwn || (bearer != null && bearer.role() == Role.ADMIN)) {
            return;
        }
        if (bearer == null || bearer.name() == null) {
            throw refusing(
                    "commands may run as the user of their owner here (dispatcher.owners is own), so who sends or"
                            + " changes a job has to show a token: a personal one, or that of the administrator");
        }
        if (!bearer.name().equals(owner)) {
            throw refusing("this token is that of '" + bearer.name() + "', and the job " + words
                    + "; only its owner or the administrator may send or change it");
        }
    }

    private static Refusing refusing(String detail) {
        return new Refusing(Answer.problem(403, "owner", "Not in this name", detail));
    }
}

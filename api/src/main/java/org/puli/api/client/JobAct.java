package org.puli.api.client;

import java.util.function.UnaryOperator;

/** Something that is done to a job or to many. */
public final class JobAct {
    private final String method;
    private final String tail;
    private final String body;
    private final UnaryOperator<Call> more;

    private JobAct(String method, String tail, String body, UnaryOperator<Call> more) {
        this.method = method;
        this.tail = tail;
        this.body = body;
        this.more = more;
    }

    /** Keeps jobs, or a part of each, from starting anything new. */
    public static JobAct pause(PauseQuery query) {
        return new JobAct("POST", "/pause", "", query::on);
    }

    /** Lets paused jobs or a part of each go on; its {@code running} has to be null. */
    public static JobAct resume(PauseQuery query) {
        return new JobAct("POST", "/resume", "", query::on);
    }

    /** Runs failed and canceled commands again, or all that have ended. */
    public static JobAct retry(WorkQuery query, boolean all) {
        return new JobAct("POST", "/retry", "", call -> query.on(call).with("scope", all ? "all" : "failed"));
    }

    /** Does something to all commands of each job, or to a part of them. */
    public static JobAct steer(WorkVerb verb, WorkQuery query) {
        return new JobAct("POST", "/" + verb.word(), "", query::on);
    }

    /** Changes jobs by a JSON merge patch on the document of each. */
    public static JobAct edit(String patch) {
        return new JobAct("PATCH", "", patch, call -> call);
    }

    /** Deletes jobs of which nothing is on a worker; for a while they can be brought back. */
    public static JobAct delete() {
        return new JobAct("DELETE", "", "", call -> call);
    }

    /** Lets jobs that are over leave memory for the history, before their time. */
    public static JobAct archive() {
        return new JobAct("POST", "/archive", "", call -> call);
    }

    /** Brings deleted jobs of the history back. */
    public static JobAct undelete() {
        return new JobAct("POST", "/undelete", "", call -> call);
    }

    Call on(String path) {
        return more.apply(Call.act(method, path + tail, body));
    }
}

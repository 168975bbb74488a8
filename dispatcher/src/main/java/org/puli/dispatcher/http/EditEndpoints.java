package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.json.BadDocument;
import org.puli.api.json.BoundsCheck;
import org.puli.api.json.JobPatch;
import org.puli.api.json.JobPatch.Patched;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.JobView;
import org.puli.api.view.Problem;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.FindNode;
import org.puli.farm.request.Person;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.Target;

/**
 * Edits of jobs, tasks and groups that are there. An edit is made here, on the spec as it is, and put in its place only
 * if that is still the spec then; else it is made anew.
 */
final class EditEndpoints {
    /** The largest patch, in bytes. */
    static final int LARGEST = 1 << 20;

    private static final int MOST_TRIES = 10;

    private final Asking ring;
    private final OwnerRule owners;

    EditEndpoints(Asking ring, OwnerRule owners) {
        this.owners = owners;
        this.ring = ring;
    }

    void register(RoutesConfig routes) {
        routes.patch("/api/v1/jobs/{id}", this::job);
        routes.patch("/api/v1/tasks/{id}", this::task);
    }

    /** Who edits: the name for the audit, and the token that was shown. */
    record Editor(Person person, Tokens.@Nullable Bearer bearer) {
        static Editor of(Context context) {
            return new Editor(Asking.person(context), Access.bearer(context));
        }
    }

    private EditJob checked(Editor by, EditJob edit) {
        owners.checkEdit(by.bearer(), edit.before(), edit.after());
        return edit;
    }

    private interface Edit {
        EditJob make();
    }

    private void job(Context context) {
        JobId job = Parameters.of(context).job();
        String patch = patch(context);
        Answer.json(context, job(Editor.of(context), job, patch));
    }

    /** Changes a job in somebody's name by a JSON merge patch. */
    JobView job(Editor by, JobId job, String patch) {
        return edited(by, () -> {
            JobSpec now = ring.ask(new ShowSpec(job));
            return edit(new Target.WholeJob(job), now, JobPatch.job(now, patch));
        });
    }

    private void task(Context context) {
        TaskId task = Parameters.of(context).task();
        String patch = patch(context);
        JobView edited = edited(Editor.of(context), () -> {
            FindNode.Place place = ring.ask(new FindNode(task));
            return edit(new Target.Node(task), place.spec(), JobPatch.node(place.spec(), place.number(), patch));
        });
        Answer.json(context, edited);
    }

    private static EditJob edit(Target target, JobSpec now, Patched patched) {
        BoundsCheck.checkEdit(now, patched.spec());
        return new EditJob(target, now, patched.spec(), patched.before(), patched.after());
    }

    /** The patch in the body of a request. */
    static String patch(Context context) {
        Bodies.requireJson(context);
        return Bodies.text(context, LARGEST);
    }

    private JobView edited(Editor by, Edit edit) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<JobView> edited = ring.ask(by.person(), checked(by, made(edit)));
            if (edited.isPresent()) {
                return edited.get();
            }
        }
        throw new Refusing(Answer.problem(
                409, "conflict", "Not now", "others edit this job all the time; try again, nothing was changed"));
    }

    private static EditJob made(Edit edit) {
        try {
            return edit.make();
        } catch (BadDocument e) {
            throw new Refusing(
                    new Problem("bad-job", "The changes have faults", 400, String.valueOf(e.getMessage()), e.faults()));
        }
    }
}

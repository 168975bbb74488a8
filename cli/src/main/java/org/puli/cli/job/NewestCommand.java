package org.puli.cli.job;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.CommandQuery;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.view.CommandView;
import org.puli.api.view.Page;
import org.puli.api.view.Problem;
import org.puli.api.view.Status;

/** Finds the command whose log somebody wants to see who names only a job. Stateless. */
final class NewestCommand {
    private static final List<Status> ORDER =
            List.of(Status.FAILED, Status.RUNNING, Status.CANCELED, Status.DONE, Status.READY, Status.ASSIGNED);

    private NewestCommand() {}

    /**
     * The newest failed one, else the one that was started last.
     *
     * @param task null for any
     * @throws FarmRefusal when nothing of the job has been started
     */
    static CommandView of(FarmClient client, JobId job, @Nullable String task) {
        for (Status status : ORDER) {
            CommandView newest = newest(client, job, new CommandQuery(status, task, 0, Page.MAXIMUM));
            if (newest != null) {
                return newest;
            }
        }
        throw new FarmRefusal(new Problem(
                "no-log",
                "There is no log yet",
                404,
                "nothing of job " + job + (task == null ? "" : ", task " + task) + " has been started yet, so there is"
                        + " no log; puli job show " + job + " tells why it waits",
                List.of()));
    }

    /** Looks through the last page: commands start in order, so the newest ones are there. */
    private static @Nullable CommandView newest(FarmClient client, JobId job, CommandQuery query) {
        Page<CommandView> page = client.commands(job, query);
        if (page.total() > page.items().size()) {
            page = client.commands(job, query.part(page.total() - Page.MAXIMUM, Page.MAXIMUM));
        }
        return page.items().stream()
                .filter(command -> command.attempt() > 0)
                .max(Comparator.comparingLong(NewestCommand::time).thenComparing(CommandView::id))
                .orElse(null);
    }

    private static long time(CommandView command) {
        Long time = command.endedAt() == null ? command.startedAt() : command.endedAt();
        return time == null ? 0 : time;
    }
}

package org.puli.cli.command;

import org.puli.api.view.CommandView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.Times;
import org.puli.cli.shared.Tries;

/** What lists of commands show. */
final class CommandColumns {
    static final Columns<CommandView> COMMANDS = new Columns<CommandView>()
            .number("ID", "id", CommandView::id)
            .wide("NAME", "name", CommandView::name)
            .status(CommandView::status)
            .raw("job", CommandView::job)
            .raw("frames", CommandView::frames)
            .shown("TRY", command -> Tries.text(command, "/"))
            .raw("attempt", CommandView::attempt)
            .raw("attempts", CommandView::attempts)
            .wide("WORKER", "worker", CommandView::worker)
            .time("STARTED", "startedAt", CommandView::startedAt)
            .raw("endedAt", command -> Times.iso(command.endedAt()))
            .shown("TOOK", command -> Times.between(command.startedAt(), command.endedAt()))
            .shown("PROGRESS", CommandColumns::progress)
            .wide("FINISHED", "framesDone", CommandView::framesDone)
            .wide("MESSAGE", "message", CommandView::message)
            .number("EXIT", "exitCode", CommandView::exitCode)
            .wide("PAUSED", "paused", command -> command.paused() ? "yes" : null)
            .wide("REASON", "reason", CommandView::reason);

    private CommandColumns() {}

    /** Parts of a hundred; empty when not known or not of interest any more. */
    static String progress(CommandView command) {
        Double progress = command.progress();
        return progress == null || command.status().isEnded() ? "" : Math.round(progress * 100) + "%";
    }
}

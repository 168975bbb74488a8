package org.puli.cli.config;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the dispatcher read its settings anew. */
@Command(
        name = "reload",
        description = {
            "Makes the dispatcher read its config file anew; a hang-up signal (SIGHUP) does the same.",
            "Only the settings that 'config show' marks as reloadable are taken over; the others need a restart."
        })
final class ConfigReload implements Callable<Integer> {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            client.reload();
        }
        Given.value(verb)
                .commandLine()
                .getOut()
                .println("The dispatcher reads its settings anew; its log says what came of it.");
        return ExitCodes.DONE;
    }
}

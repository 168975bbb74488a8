package org.puli.cli.license;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmClient;
import org.puli.api.config.Amounts;
import org.puli.api.view.LicenseView;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.Counted;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the farm of seats that others use. */
@Command(
        name = "outside",
        description =
                "Tells how many seats are in use outside the farm, as a license server counts them. The farm leaves"
                        + " these alone until the time is over, so tell it again before that.")
final class LicenseOutside implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The license's name.")
    private @Nullable LicenseName name;

    @Parameters(
            index = "1",
            paramLabel = "USED",
            converter = SeatsConverter.class,
            description = "Seats in use outside the farm, from 0.")
    private int used;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How long that counts: 90s, 5m, 2h, at most a day (default ${DEFAULT-VALUE}).")
    private String ttl = "5m";

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        long seconds = seconds();
        try (FarmClient client = farm.open()) {
            LicenseView license = client.reportLicense(Given.value(name), used, seconds);
            Given.value(verb)
                    .commandLine()
                    .getOut()
                    .println("license " + license.name() + " has " + Counted.of(license.outside(), "seat", "seats")
                            + " in use outside the farm for the next "
                            + Amounts.text(Duration.ofSeconds(seconds)));
        }
        return ExitCodes.DONE;
    }

    private long seconds() {
        try {
            return Amounts.duration(ttl).toSeconds();
        } catch (IllegalArgumentException e) {
            throw new BadInput("--ttl: " + e.getMessage());
        }
    }
}

package org.puli.cli.license;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmClient;
import org.puli.api.view.LicenseView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes or changes a license. */
@Command(name = "set", description = "Makes a license, or changes how many seats it has.")
final class LicenseSet implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The license's name.")
    private @Nullable LicenseName name;

    @Parameters(index = "1", paramLabel = "COUNT", description = "Seats that the farm may hold at once, from 0.")
    private int count;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            LicenseView license = client.setLicense(Given.value(name), count);
            Given.value(verb)
                    .commandLine()
                    .getOut()
                    .println("license " + license.name() + " has " + license.count() + " seats, " + license.used()
                            + " of them in use");
        }
        return ExitCodes.DONE;
    }
}

package org.puli.cli.license;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.api.view.LicenseView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes or changes a license. */
@Command(name = "set", description = "Makes a license, or changes how many seats it has and by what they are counted.")
final class LicenseSet implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The license's name.")
    private @Nullable LicenseName name;

    @Parameters(
            index = "1",
            paramLabel = "COUNT",
            converter = SeatsConverter.class,
            description = "Seats that the farm may hold at once, from 0.")
    private int count;

    @Option(
            names = "--per",
            paramLabel = "WHAT",
            converter = PerConverter.class,
            description = {
                "By what its seats are counted: 'command' (each running command holds its own) or 'worker' (all",
                "commands on one worker share). Left out: as before, and 'command' for a new license."
            })
    private @Nullable SeatsPer per;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            LicenseView license = client.setLicense(new LicenseSpec(Given.value(name), count, per));
            Given.value(verb)
                    .commandLine()
                    .getOut()
                    .println("license " + license.name() + " has " + license.count()
                            + (license.count() == 1 ? " seat, " : " seats, ")
                            + (license.per() == SeatsPer.COMMAND
                                    ? ""
                                    : "counted by " + license.per().word() + ", ")
                            + license.used() + " of them in use");
        }
        return ExitCodes.DONE;
    }

    /** Reads what seats are counted by. */
    static final class PerConverter implements ITypeConverter<SeatsPer> {
        @Override
        public SeatsPer convert(String word) {
            SeatsPer per = SeatsPer.find(word);
            if (per == null) {
                throw new TypeConversionException("'" + word + "' is neither 'command' nor 'worker'");
            }
            return per;
        }
    }
}

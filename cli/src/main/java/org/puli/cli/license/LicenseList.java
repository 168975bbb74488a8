package org.puli.cli.license;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.view.LicenseView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists licenses. */
@Command(name = "list", description = "Lists licenses: seats in all, held, in use outside the farm, and free.")
final class LicenseList implements Callable<Integer> {
    private static final Columns<LicenseView> LICENSES = new Columns<LicenseView>()
            .wide("NAME", "name", LicenseView::name)
            .number("SEATS", "count", LicenseView::count)
            .text("PER", "per", license -> license.per().word())
            .number("USED", "used", LicenseView::used)
            .number("OUTSIDE", "outside", LicenseView::outside)
            .shown("FREE", license -> Math.max(0, license.count() - license.used() - license.outside()));

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            output.list(limit.of(client::licenses), LICENSES);
        }
        return ExitCodes.DONE;
    }
}

package org.puli.cli.share;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.puli.api.spec.ShareSpec;
import org.puli.cli.shared.Conflict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a share. */
@Command(
        name = "create",
        description = "Makes a share of a pool. A job belongs to the first share that it matches: all of the tags, each"
                + " with one of its values, and one of the owners if any are named.")
final class ShareCreate implements Callable<Integer> {
    @Mixin
    private final ShareParameter share = new ShareParameter();

    @Mixin
    private final ShareOptions options = new ShareOptions();

    @Override
    public Integer call() {
        return share.change((client, it) -> {
            if (it.find(client.pool(it.pool())).isPresent()) {
                throw new Conflict("there is already a share '" + it.name() + "'; 'puli share edit' changes it");
            }
            ShareSpec plain = new ShareSpec(it.name(), Map.of(), List.of(), 1, 0, 0);
            client.setShare(it.pool(), options.over(plain));
            return "is made";
        });
    }
}

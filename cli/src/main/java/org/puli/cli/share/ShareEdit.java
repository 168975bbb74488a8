package org.puli.cli.share;

import java.util.concurrent.Callable;
import org.puli.api.spec.ShareSpec;
import org.puli.cli.shared.Conflict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes a share. */
@Command(name = "edit", description = "Changes a share of a pool; what is not named stays as it is.")
final class ShareEdit implements Callable<Integer> {
    @Mixin
    private final ShareParameter share = new ShareParameter();

    @Mixin
    private final ShareOptions options = new ShareOptions();

    @Override
    public Integer call() {
        return share.change((client, it) -> {
            ShareSpec before = it.find(client.pool(it.pool()))
                    .orElseThrow(() -> new Conflict(
                            "there is no share '" + it.name() + "'; 'puli share list " + it.pool() + "' shows all"));
            client.setShare(it.pool(), options.over(before));
            return "is changed";
        });
    }
}

package org.puli.cli.share;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a share. */
@Command(name = "delete", description = "Removes a share of a pool; its jobs are matched anew.")
final class ShareDelete implements Callable<Integer> {
    @Mixin
    private final ShareParameter share = new ShareParameter();

    @Override
    public Integer call() {
        return share.change((client, it) -> {
            boolean isThere = it.find(client.pool(it.pool())).isPresent();
            client.deleteShare(it.pool(), it.name());
            return isThere ? "is gone" : "was not there; nothing was changed";
        });
    }
}

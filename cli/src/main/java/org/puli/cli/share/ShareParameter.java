package org.puli.cli.share;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;
import org.puli.api.view.ShareView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The share that a verb is about. */
final class ShareParameter {
    @Parameters(index = "0", paramLabel = "POOL", description = "The pool's name.")
    private @Nullable PoolName pool;

    @Parameters(index = "1", paramLabel = "SHARE", description = "The share's name, unique within the pool.")
    private @Nullable String share;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Does something to it on an open farm. */
    interface Action {
        /** What is then said of it. */
        String change(FarmClient client, ShareParameter share);
    }

    int change(Action action) {
        try (FarmClient client = farm.open()) {
            String line = action.change(client, this);
            Given.value(verb).commandLine().getOut().println("share " + name() + " of pool " + pool() + " " + line);
        }
        return ExitCodes.DONE;
    }

    PoolName pool() {
        return Given.value(pool);
    }

    String name() {
        return Given.value(share);
    }

    /** The share as it is now; empty when it is not there. */
    Optional<ShareSpec> find(PoolView view) {
        List<ShareView> shares = view.shares();
        return shares.stream()
                .limit(shares.size() - 1L)
                .filter(one -> one.name().equals(name()))
                .map(one -> new ShareSpec(one.name(), one.tags(), one.owners(), one.weight(), one.min(), one.max()))
                .findFirst();
    }
}

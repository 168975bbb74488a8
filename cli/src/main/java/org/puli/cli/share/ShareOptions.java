package org.puli.cli.share;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.json.PoolReader;
import org.puli.api.spec.ShareSpec;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.OptionFaults;
import picocli.CommandLine.Option;

/** What a share may be given. */
final class ShareOptions {
    @Option(
            names = "--tag",
            paramLabel = "TAG=VALUE",
            description = "A tag that its jobs have; repeat it for more values or tags.")
    private final List<String> tags = new ArrayList<>();

    @Option(names = "--owner", paramLabel = "NAME", description = "Whose jobs belong to it; repeat it for more.")
    private final List<String> owners = new ArrayList<>();

    @Option(names = "--weight", paramLabel = "W", description = "Its part where shares compete (1 if never said).")
    private @Nullable Double weight;

    @Option(names = "--min", paramLabel = "CORES", description = "What it is served before all others; 0 for nothing.")
    private @Nullable Double min;

    @Option(names = "--max", paramLabel = "CORES", description = "The most that it may hold; 0 for no limit.")
    private @Nullable Double max;

    /** A share with what was given, and the rest as it was, if the dispatcher can take it. */
    ShareSpec over(ShareSpec before) {
        ShareSpec share = new ShareSpec(
                before.name(),
                tags.isEmpty() ? before.tags() : byTag(),
                owners.isEmpty() ? before.owners() : owners,
                weight == null ? before.weight() : weight,
                min == null ? before.min() : min,
                max == null ? before.max() : max);
        OptionFaults.tell(
                () -> PoolReader.share(Json.write(share), share.name()),
                Map.of("/weight", "--weight", "/min", "--min", "/max", "--max", "/name", "SHARE"));
        return share;
    }

    private Map<String, List<String>> byTag() {
        Map<String, List<String>> byTag = new LinkedHashMap<>();
        for (String tag : tags) {
            String[] sides = tag.split("=", 2);
            if (sides.length < 2) {
                throw new BadInput("--tag is written as TAG=VALUE, as in --tag prod=alpha; found '" + tag + "'");
            }
            byTag.computeIfAbsent(sides[0], key -> new ArrayList<>()).add(sides[1]);
        }
        return byTag;
    }
}

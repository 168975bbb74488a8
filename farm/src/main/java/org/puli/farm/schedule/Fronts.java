package org.puli.farm.schedule;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Share;

/**
 * The lines of all shares of all pools: which of them has the lane that goes first. What a share holds decides, too, so
 * a share's line is looked at again whenever that has changed.
 */
final class Fronts {
    private final Map<Share, ShareLine> byShare = new HashMap<>();
    private final Heap<ShareLine> open = new Heap<>(Front.WIDTH);

    void add(ShareLine line) {
        byShare.put(line.share(), line);
    }

    /** Forgets a line in which nobody stands any more. */
    void remove(ShareLine line) {
        byShare.remove(line.share(), line);
    }

    /** Takes where the first lane of a line stands now. */
    void moved(ShareLine line) {
        if (line.front() == null) {
            open.remove(line);
        } else {
            open.put(line);
        }
    }

    /** Takes what a share holds now; one that is not in line any more is passed over. */
    void moved(Share share) {
        ShareLine line = byShare.get(share);
        if (line != null) {
            line.noteShare();
        }
    }

    /** The lane that goes first of all that are worth a try; null when none is. */
    @Nullable
    Lane findFirst() {
        return open.isEmpty() ? null : open.first().firstOpen();
    }
}

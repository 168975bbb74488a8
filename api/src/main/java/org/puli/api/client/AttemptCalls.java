package org.puli.api.client;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.puli.api.CommandId;
import org.puli.api.json.Json;
import org.puli.api.view.AttemptView;
import org.puli.api.view.Page;
import tools.jackson.core.type.TypeReference;

/** The tries of one command: what became of them, and what they wrote. Throws what {@link FarmClient} throws. */
public final class AttemptCalls {
    private final HttpCalls calls;
    private final String path;

    AttemptCalls(HttpCalls calls, CommandId command) {
        this.calls = calls;
        this.path = "/api/v1/commands/" + command;
    }

    /** All that have ended, the oldest first. */
    public List<AttemptView> ended() {
        List<AttemptView> all = new ArrayList<>();
        Page<AttemptView> page;
        do {
            Call call = Call.read(path + "/attempts").with("offset", all.size()).with("limit", Page.MAXIMUM);
            page = FarmClient.read(
                    calls.send(call), text -> Json.read(text, new TypeReference<Page<AttemptView>>() {}));
            all.addAll(page.items());
        } while (!page.items().isEmpty() && all.size() < page.total());
        return all;
    }

    /** What one wrote, as it comes; the caller closes the stream. */
    public InputStream log(LogQuery query) {
        Call call = Call.read(path + "/log")
                .with("attempt", query.attempt())
                .with("from", query.from())
                .with("follow", query.follow());
        return calls.send(call.streaming()).body();
    }
}

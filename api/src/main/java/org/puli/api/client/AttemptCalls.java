package org.puli.api.client;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.json.Json;
import org.puli.api.sync.LogSearch;
import org.puli.api.view.AttemptView;
import org.puli.api.view.LogLines;
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

    /**
     * Lines of what one wrote, as far as they were looked for in one go.
     *
     * @param attempt which try, from 1; null for the newest
     * @param wanted its pattern is a regular expression, or any text
     * @param isText whether the pattern stands for itself
     */
    public LogLines search(@Nullable Integer attempt, LogSearch wanted, boolean isText) {
        Call call = Call.read(path + "/log/lines")
                .with("attempt", attempt)
                .with(isText ? "text" : "regex", wanted.pattern())
                .with("ignoreCase", wanted.ignoreCase())
                .with("fromLine", wanted.fromLine())
                .with("limit", wanted.most());
        return FarmClient.read(calls.send(call), text -> Json.read(text, LogLines.class));
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

package org.puli.api.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.view.LeaderView;
import tools.jackson.core.type.TypeReference;

/** Who of several dispatchers leads. As safe as its {@link FarmClient}. */
public final class LeaderCalls {
    private static final String PATH = "/api/v1/leader";

    private final FarmClient client;

    /** Asked through a client. */
    public LeaderCalls(FarmClient client) {
        this.client = client;
    }

    /** Whether the dispatcher leads that answers, and who does; one that stands by answers, too. */
    public LeaderView show() {
        return client.ask(Call.read(PATH), text -> Json.read(text, LeaderView.class));
    }

    /** Makes the leader hand over to a standby, or to whichever there is; says where the next leader is. */
    public String handOver(@Nullable String to) {
        Call call = Call.act("POST", PATH + "/handover", to == null ? "" : Json.write(Map.of("to", to)));
        Map<String, String> answer = client.ask(call, text -> Json.read(text, new TypeReference<>() {}));
        return answer.getOrDefault("leader", "");
    }
}

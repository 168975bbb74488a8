package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.config.Suggestion;
import org.puli.api.view.Page;

/** Reads paths, queries and headers strictly: what is not understood is refused, never ignored. */
final class Parameters {
    private static final int DEFAULT_LIMIT = 100;

    private final Context context;

    private Parameters(Context context) {
        this.context = context;
    }

    /** The parameters of a request that may have these query names and no others. */
    static Parameters of(Context context, String... allowed) {
        List<String> known = Arrays.asList(allowed);
        for (var entry : context.queryParamMap().entrySet()) {
            String name = entry.getKey();
            if (entry.getValue().size() > 1) {
                throw Refusing.badRequest("query parameter '" + name + "' stands there more than once");
            }
            if (!known.contains(name)) {
                throw Refusing.badRequest("unknown query parameter '" + name + "'" + Suggestion.hint(name, known)
                        + (known.isEmpty() ? "" : " (there are: " + String.join(", ", known) + ")"));
            }
        }
        return new Parameters(context);
    }

    JobId job() {
        return new JobId(id("job"));
    }

    CommandId command() {
        return new CommandId(id("command"));
    }

    private long id(String what) {
        String text = context.pathParam("id");
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw Refusing.badRequest("'" + text + "' is not a " + what + " number; it is a whole number from 1");
        }
        return Long.parseLong(text);
    }

    WorkerName worker() {
        return new WorkerName(name("worker"));
    }

    PoolName pool() {
        return new PoolName(name("pool"));
    }

    String share() {
        String share = context.pathParam("share");
        String problem = Names.LABEL.problemWith(share);
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("the share name " + problem);
        }
        return share;
    }

    LicenseName license() {
        return new LicenseName(name("license"));
    }

    private String name(String what) {
        String name = context.pathParam("name");
        String problem = Names.IDENTIFIER.problemWith(name);
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("the " + what + " name " + problem);
        }
        return name;
    }

    @Nullable
    String find(String name) {
        return context.queryParam(name);
    }

    boolean flag(String name) {
        String text = context.queryParam(name);
        return switch (text == null ? "false" : text) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw Refusing.badRequest("query parameter '" + name + "' is true or false, not '" + text + "'");
        };
    }

    long number(String name, long fallback, long least, long most) {
        String text = context.queryParam(name);
        if (text == null) {
            return fallback;
        }
        boolean isNumber = text.matches("-?\\d{1,18}");
        if (!isNumber || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw Refusing.badRequest("query parameter '" + name + "' is a whole number from " + least + " to " + most
                    + ", not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    long offset() {
        return number("offset", 0, 0, Long.MAX_VALUE / 2);
    }

    int limit() {
        return (int) number("limit", DEFAULT_LIMIT, 1, Page.MAXIMUM);
    }

    <E extends Enum<E>> @Nullable E find(String name, Class<E> type) {
        String text = context.queryParam(name);
        if (text == null) {
            return null;
        }
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        String wanted = text.toUpperCase(Locale.ROOT);
        if (!known.contains(wanted)) {
            throw Refusing.badRequest("query parameter '" + name + "' is '" + text + "'" + Suggestion.hint(text, known)
                    + " (one of " + String.join(", ", known) + ")");
        }
        return Enum.valueOf(type, wanted);
    }

    /** Who asks, as they say themselves; for people to read, never for deciding what they may do. */
    String user() {
        String user = context.header("Puli-User");
        if (user == null) {
            return "anonymous";
        }
        String problem = Names.LABEL.problemWith(user);
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("the header Puli-User " + problem);
        }
        return user;
    }
}

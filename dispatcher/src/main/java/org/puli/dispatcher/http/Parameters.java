package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.Names;
import org.puli.api.NumberRange;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.config.Suggestion;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.Page;
import org.puli.farm.request.Running;

/** Reads paths, queries and headers strictly: what is not understood is refused, never ignored. */
final class Parameters {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_FRAMES = 1_000_000;

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

    TaskId task() {
        return new TaskId(id("task"));
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

    /** The name of a worker, pool or license in a query; null when it is not there. */
    @Nullable
    String findName(String what) {
        String name = context.queryParam(what);
        return name == null ? null : checked(what, name);
    }

    private String name(String what) {
        return checked(what, context.pathParam("name"));
    }

    private static String checked(String what, String name) {
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

    /** Frames such as {@code 1-10}; null when none are given. */
    @Nullable
    FrameRange frames() {
        FrameRange frames = parsed("frames", FrameRange::parse);
        if (frames != null && frames.count() > MOST_FRAMES) {
            throw Refusing.badRequest("query parameter 'frames' names " + frames.count() + " frames; at most "
                    + MOST_FRAMES + " are allowed");
        }
        return frames;
    }

    /** Numbers such as {@code 31-40,57}; empty when none are given. */
    List<NumberRange> ranges(String name) {
        List<NumberRange> numbers = parsed(name, NumberRange::parse);
        return numbers == null ? List.of() : numbers;
    }

    private <T> @Nullable T parsed(String name, Function<String, T> parser) {
        String text = context.queryParam(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw Refusing.badRequest("query parameter '" + name + "' " + e.getMessage());
        }
    }

    /** What becomes of running commands where new ones are held back. */
    Running running() {
        String word = context.queryParam("running");
        return switch (word == null ? "goes-on" : word) {
            case "goes-on" -> Running.GOES_ON;
            case "requeue" -> Running.REQUEUED;
            case "kill" -> Running.KILLED;
            default ->
                throw Refusing.badRequest("query parameter 'running' is goes-on, requeue or kill, not '" + word + "'");
        };
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
    static String user(Context context) {
        Tokens.Bearer bearer = Access.bearer(context);
        if (bearer != null && bearer.name() != null) {
            return bearer.name();
        }
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

package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;

/**
 * The value that a parser stands at, read as what it nearly always is. Whatever else is there goes to the mapper, which
 * takes it or refuses it by the rules of {@link Json}.
 */
record Fields(JsonParser from, DeserializationContext context) {
    /** An object that is read field by field. */
    interface Into<T> {
        /** Takes the value of this field; false when there is no such field. */
        boolean take(String name, Fields value);

        /** What the fields make. */
        T made();
    }

    /** The object that begins here, or null if the value is null. */
    <T> @Nullable T record(Into<T> into) {
        if (from.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return present(into);
    }

    private <T> T present(Into<T> into) {
        if (from.currentToken() != JsonToken.START_OBJECT) {
            return context.reportInputMismatch(Object.class, "an object is expected where a value %s stands", shown());
        }
        for (String name = from.nextName(); name != null; name = from.nextName()) {
            from.nextToken();
            if (!into.take(name, this)) {
                from.skipChildren();
            }
        }
        return into.made();
    }

    private String shown() {
        return String.valueOf(from.currentToken());
    }

    /** The objects of the list that begins here; none if the value is null. */
    <T> List<T> records(Supplier<? extends Into<T>> element) {
        if (from.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (from.currentToken() != JsonToken.START_ARRAY) {
            return context.reportInputMismatch(List.class, "a list is expected where a value %s stands", shown());
        }
        List<T> all = new ArrayList<>(1);
        while (from.nextToken() != JsonToken.END_ARRAY) {
            all.add(present(element.get()));
        }
        return all;
    }

    /** A whole number; 0 if the value is null. */
    long number() {
        if (from.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return from.getLongValue();
        }
        Long other = other(Long.class);
        return other == null ? 0 : other;
    }

    /** A whole number that is not a long one; 0 if the value is null. */
    int small() {
        Integer number = smallOrNull();
        return number == null ? 0 : number;
    }

    @Nullable
    Integer smallOrNull() {
        return from.currentToken() == JsonToken.VALUE_NUMBER_INT ? (Integer) from.getIntValue() : other(Integer.class);
    }

    @Nullable
    String text() {
        return from.currentToken() == JsonToken.VALUE_STRING ? from.getString() : other(String.class);
    }

    @Nullable
    CommandId command() {
        return from.currentToken() == JsonToken.VALUE_NUMBER_INT && from.getLongValue() > 0
                ? new CommandId(from.getLongValue())
                : other(CommandId.class);
    }

    @Nullable
    WorkerName worker() {
        return from.currentToken() == JsonToken.VALUE_STRING
                ? new WorkerName(from.getString())
                : other(WorkerName.class);
    }

    /** One of these, by its name; null if the value is null. */
    <E extends Enum<E>> @Nullable E one(E[] of, Class<E> type) {
        E known = from.currentToken() == JsonToken.VALUE_STRING ? named(from.getString(), of) : null;
        return known == null ? other(type) : known;
    }

    /** One of these, by its name; null if the value is null, or a name that only newer releases know. */
    <E extends Enum<E>> @Nullable E oneKnown(E[] of, Class<E> type) {
        return from.currentToken() == JsonToken.VALUE_STRING ? named(from.getString(), of) : other(type);
    }

    private static <E extends Enum<E>> @Nullable E named(String name, E[] of) {
        for (E each : of) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /** Whatever the mapper makes of it. */
    <T> @Nullable T other(Class<T> type) {
        return from.currentToken() == JsonToken.VALUE_NULL ? null : context.readValue(from, type);
    }

    /** The list that the mapper makes of it, each of whose elements is there; none if the value is null. */
    <T> List<T> others(Class<T> type) {
        List<T> all = from.currentToken() == JsonToken.VALUE_NULL
                ? null
                : context.readValue(from, context.getTypeFactory().constructCollectionType(List.class, type));
        if (all != null && all.stream().anyMatch(Objects::isNull)) {
            return context.reportInputMismatch(List.class, "an element of a list is null");
        }
        return all == null ? List.of() : all;
    }

    /** The texts by name that the mapper makes of it; none if the value is null. */
    Map<String, String> texts() {
        Map<String, String> all = from.currentToken() == JsonToken.VALUE_NULL
                ? null
                : context.readValue(
                        from, context.getTypeFactory().constructMapType(Map.class, String.class, String.class));
        return all == null ? Map.of() : all;
    }

    /** The value, or null where it is missing: who asked for the whole refuses that in words of its own. */
    // The records of the wire do not say which of their components a peer may leave out.
    @SuppressWarnings("NullAway")
    static <T> T asTold(@Nullable T value) {
        return value;
    }
}

package org.puli.api.json;

import org.jspecify.annotations.Nullable;
import org.puli.api.sync.WorkerReport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Values to JSON and back, one way for the wire and the database: unknown fields are ignored, so that a newer peer can
 * say more, but a number is never guessed from text or cut to a whole one. Safe on every thread.
 */
public final class Json {
    /** Longest text value that is read, in characters; job files of this size are refused long before. */
    private static final int MAXIMUM_TEXT = 64 << 20;

    private static final JsonMapper MAPPER = rules().addModule(new SimpleModule()
                    .addSerializer(new OrdersWriter())
                    .addDeserializer(WorkerReport.class, new WorkerReportReader()))
            .build();

    private Json() {}

    /** The mapper without what is read and written by hand. */
    static JsonMapper.Builder rules() {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(MAXIMUM_TEXT)
                                .build())
                        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                        // A thread keeps its buffers: to hand them round cost as much as to read a small report.
                        .recyclerPool(JsonRecyclerPools.threadLocalPool())
                        .build())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    }

    /** A value as one line of JSON. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A value as UTF-8 bytes of JSON. */
    public static byte[] writeBytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** A value as JSON for people, over several lines. */
    public static String writePretty(Object value) {
        return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException saying what could not be read
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return said(MAPPER.readValue(text, type), type);
        } catch (JacksonException e) {
            throw unreadable(type, e);
        }
    }

    /**
     * Reads a value from UTF-8.
     *
     * @throws IllegalArgumentException saying what could not be read
     */
    public static <T> T read(byte[] text, Class<T> type) {
        try {
            return said(MAPPER.readValue(text, type), type);
        } catch (JacksonException e) {
            throw unreadable(type, e);
        }
    }

    private static <T> T said(@Nullable T value, Class<T> type) {
        if (value == null) {
            throw new IllegalArgumentException("not the JSON of a " + type.getSimpleName() + ": it says null");
        }
        return value;
    }

    /**
     * Reads a value of a generic type.
     *
     * @throws IllegalArgumentException saying what could not be read
     */
    public static <T> T read(String text, TypeReference<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new IllegalArgumentException("not the JSON expected here: it says null");
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the JSON expected here: " + JsonWords.placed(e), e);
        }
    }

    private static IllegalArgumentException unreadable(Class<?> type, JacksonException e) {
        return new IllegalArgumentException(
                "not the JSON of a " + type.getSimpleName() + ": "
                        + (JsonWords.isOfText(e) ? JsonWords.placed(e) : e.getOriginalMessage()),
                e);
    }
}

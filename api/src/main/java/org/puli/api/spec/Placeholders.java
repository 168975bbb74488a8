package org.puli.api.spec;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that stand in for placeholders in one run of a command: {@code {frame}}, {@code {first}}, {@code {last}},
 * {@code {frames}}, the first three with a width as in {@code {frame:04}}, and {@code $PULI_NAME} or
 * <code>${PULI_NAME}</code>. Every other brace and dollar sign stays as it is.
 *
 * @param frames the frames of the command; null when it has none, then the braces stay
 * @param frame the one frame of this run; null when the command runs once for all of its frames
 * @param variables the {@code PULI_…} variables; one that is not there stays as it is written
 */
public record Placeholders(
        @Nullable FrameRange frames, @Nullable Integer frame, Map<String, String> variables) {
    private static final Pattern PLACE = Pattern.compile(
            "\\{(frame|first|last|frames)(?::0?(\\d{1,2}))?}|\\$(?:\\{(PULI_[A-Z0-9_]+)}|(PULI_[A-Z0-9_]+))");

    /** Whether a command line asks for one frame at a time, so that a chunk runs it once per frame. */
    public static boolean areOneFrame(CommandLine line) {
        return line.arguments().stream()
                .flatMap(argument -> PLACE.matcher(argument).results())
                .anyMatch(match -> "frame".equals(match.group(1)));
    }

    /** Whether a command line can be told of any frames at once: it names them as a range, and no first or last one. */
    public static boolean takeAnyFrames(CommandLine line) {
        List<String> names = line.arguments().stream()
                .flatMap(argument -> PLACE.matcher(argument).results())
                .map(Placeholders::name)
                .toList();
        return names.contains("frames") && names.stream().noneMatch(List.of("first", "last")::contains);
    }

    /**
     * What would be replaced in a text, in its order.
     *
     * @param withFrames whether the command has frames; without them braces stay as they are
     */
    public static List<String> in(String text, boolean withFrames) {
        return PLACE.matcher(text)
                .results()
                .filter(match -> withFrames || match.group(1) == null)
                .map(MatchResult::group)
                .toList();
    }

    /** Whether a name in braces says a frame, so that nothing else can be called so. */
    public static boolean isTaken(String name) {
        return PLACE.matcher("{" + name + "}").matches();
    }

    private static String name(MatchResult match) {
        String brace = match.group(1);
        String variable = match.group(3) == null ? match.group(4) : match.group(3);
        return brace != null
                ? brace
                : switch (variable) {
                    case "PULI_FRAMES" -> "frames";
                    case "PULI_FIRST" -> "first";
                    case "PULI_LAST" -> "last";
                    default -> "";
                };
    }

    /** The arguments with every placeholder replaced. */
    public List<String> fill(CommandLine line) {
        return line.arguments().stream().map(this::fill).toList();
    }

    /** One text with every placeholder replaced. */
    public String fill(String text) {
        return PLACE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    private String value(MatchResult match) {
        if (match.group(1) == null) {
            String name = match.group(3) == null ? match.group(4) : match.group(3);
            return variables.getOrDefault(name, match.group());
        }
        FrameRange range = frames;
        if (range == null) {
            return match.group();
        }
        return switch (match.group(1)) {
            case "frames" -> range.toString();
            case "first" -> padded(range.frameAt(0), match.group(2));
            case "last" -> padded(range.frameAt(range.count() - 1), match.group(2));
            default -> padded(frame == null ? range.frameAt(0) : frame, match.group(2));
        };
    }

    private static String padded(int number, @Nullable String width) {
        String digits = Integer.toString(Math.abs(number));
        int missing = width == null ? 0 : Integer.parseInt(width) - digits.length() - (number < 0 ? 1 : 0);
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, missing)) + digits;
    }
}

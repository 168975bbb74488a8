import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Some frames, written as {@code 7,9-11}. */
record FrameList(String written, List<Run> runs) {
    private static final Pattern RUN = Pattern.compile("(-?\\d{1,9})(?:-(-?\\d{1,9}))?");

    /** Frames that follow each other. */
    record Run(int first, int last) {
        boolean contains(int frame) {
            return frame >= first && frame <= last;
        }
    }

    static FrameList parse(String flag, String written) {
        if (written.isEmpty()) {
            return new FrameList(written, List.of());
        }
        return new FrameList(
                written,
                Stream.of(written.split(",", -1)).map(part -> run(flag, part)).toList());
    }

    private static Run run(String flag, String part) {
        Matcher matcher = RUN.matcher(part.strip());
        if (!matcher.matches()) {
            throw new BadArguments(flag + " needs frames such as 7,9-11; '" + part + "' is none");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (last < first) {
            throw new BadArguments(flag + " needs frames such as 7,9-11; '" + part + "' goes backwards");
        }
        return new Run(first, last);
    }

    boolean contains(int frame) {
        return runs.stream().anyMatch(run -> run.contains(frame));
    }
}

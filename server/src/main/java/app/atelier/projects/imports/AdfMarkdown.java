package app.atelier.projects.imports;

import tools.jackson.databind.JsonNode;

/**
 * Atlassian Document Format as Markdown. A node type that is not known yields the text inside it. Format: <a
 * href="https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/">Atlassian Document Format</a>.
 */
final class AdfMarkdown {

    private static final int MAX_DEPTH = 60;

    private AdfMarkdown() {
    }

    static boolean isDocument(JsonNode node) {
        return node.isObject() && node.path("type").asString("").equals("doc");
    }

    static String markdown(JsonNode document) {
        return blocks(document, 0).strip();
    }

    private static String blocks(JsonNode parent, int depth) {
        var out = new StringBuilder();
        if (depth > MAX_DEPTH) {
            return "";
        }
        for (var node : parent.path("content")) {
            out.append(block(node, depth)).append("\n\n");
        }
        return out.toString().stripTrailing();
    }

    private static String block(JsonNode node, int depth) {
        return switch (node.path("type").asString("")) {
            case "paragraph" -> inline(node);
            case "heading" -> "#".repeat(Math.clamp(node.path("attrs").path("level").asInt(1), 1, 6)) + " " + inline(node);
            case "bulletList" -> items(node, "- ", depth);
            case "orderedList" -> items(node, "1. ", depth);
            case "taskList", "decisionList" -> tasks(node, depth);
            case "codeBlock" -> "```" + node.path("attrs").path("language").asString("") + "\n" + inline(node) + "\n```";
            case "blockquote", "panel", "expand", "nestedExpand" -> prefix(blocks(node, depth + 1), "> ");
            case "rule" -> "---";
            case "table" -> table(node);
            case "mediaSingle", "mediaGroup", "media" -> "*(picture or file in Jira)*";
            case "text", "mention", "emoji", "hardBreak", "inlineCard", "date", "status" -> inlineNode(node);
            default -> blocks(node, depth + 1);
        };
    }

    private static String items(JsonNode list, String marker, int depth) {
        var out = new StringBuilder();
        for (var item : list.path("content")) {
            out.append(marker).append(indent(blocks(item, depth + 1).replace("\n\n", "\n"), marker.length())).append('\n');
        }
        return out.toString().stripTrailing();
    }

    private static String tasks(JsonNode list, int depth) {
        var out = new StringBuilder();
        for (var item : list.path("content")) {
            var nested = item.path("type").asString("").endsWith("List");
            out.append(nested ? prefix(tasks(item, depth + 1), "  ")
                    : "- [" + (item.path("attrs").path("state").asString("").equals("DONE") ? "x" : " ") + "] " + inline(item))
                    .append('\n');
        }
        return out.toString().stripTrailing();
    }

    private static String table(JsonNode table) {
        var out = new StringBuilder();
        for (var row : table.path("content")) {
            var first = out.isEmpty();
            var columns = 0;
            for (var cell : row.path("content")) {
                out.append("| ").append(blocks(cell, 1).replace("\n", " ").replace("|", "\\|")).append(' ');
                columns++;
            }
            out.append("|\n");
            if (first) {
                out.append("|---".repeat(columns)).append("|\n");
            }
        }
        return out.toString().stripTrailing();
    }

    private static String inline(JsonNode node) {
        var out = new StringBuilder();
        for (var child : node.path("content")) {
            out.append(inlineNode(child));
        }
        return out.toString();
    }

    private static String inlineNode(JsonNode node) {
        var attrs = node.path("attrs");
        return switch (node.path("type").asString("")) {
            case "text" -> marked(node);
            case "hardBreak" -> "  \n";
            case "mention" -> "@" + attrs.path("text").asString(attrs.path("id").asString("")).replaceFirst("^@", "");
            case "emoji" -> attrs.path("text").asString(attrs.path("shortName").asString(""));
            case "inlineCard", "blockCard" -> "<" + attrs.path("url").asString("") + ">";
            case "status" -> attrs.path("text").asString("");
            case "date" -> day(attrs.path("timestamp").asString(""));
            default -> inline(node);
        };
    }

    private static String marked(JsonNode node) {
        var text = node.path("text").asString("");
        for (var mark : node.path("marks")) {
            text = switch (mark.path("type").asString("")) {
                case "strong" -> "**" + text + "**";
                case "em" -> "*" + text + "*";
                case "strike" -> "~~" + text + "~~";
                case "code" -> "`" + text + "`";
                case "link" -> Words.link(text, mark.path("attrs").path("href").asString(""));
                default -> text;
            };
        }
        return text;
    }

    private static String day(String millis) {
        try {
            return java.time.Instant.ofEpochMilli(Long.parseLong(millis)).toString().substring(0, 10);
        } catch (NumberFormatException _) {
            return millis;
        }
    }

    private static String prefix(String text, String with) {
        return text.replaceAll("(?m)^", with);
    }

    private static String indent(String text, int by) {
        return text.replace("\n", "\n" + " ".repeat(by));
    }
}

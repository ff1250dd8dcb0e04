// The veraPDF engine as a conversation: a line "profile<TAB>file" in, a line of JSON out.
//
// Run by the Rhino shell that veraPDF itself carries, so that a Java runtime is enough and nothing
// has to be compiled. Profiles are those of veraPDF's own jar ("PDFUA-1", "PDFA-2A").
var vera = Packages.org.verapdf;
var builders = Packages.javax.xml.parsers.DocumentBuilderFactory.newInstance();
builders.setNamespaceAware(true);
java.util.logging.LogManager.getLogManager().reset();
vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = vera.pdfa.Foundries.defaultInstance();
var profiles = vera.pdfa.validation.profiles.Profiles;
var loaded = {};

function children(node, name) {
  var found = [];
  for (var child = node.getFirstChild(); child !== null; child = child.getNextSibling()) {
    if (child.getNodeType() === 1 && String(child.getLocalName()) === name) found.push(child);
  }
  return found;
}

function textOf(node, name) {
  var found = children(node, name);
  return found.length ? found[0].getTextContent() : "";
}

function rule(node) {
  var id = children(node, "id")[0];
  var specification = vera.pdfa.flavours.PDFAFlavour.Specification.valueOf(
    id.getAttribute("specification"));
  return profiles.ruleFromValues(
    profiles.ruleIdFromValues(specification, id.getAttribute("clause"),
      java.lang.Integer.parseInt(id.getAttribute("testNumber"))),
    node.getAttribute("object"),
    node.hasAttribute("deferred") ? java.lang.Boolean.valueOf(node.getAttribute("deferred")) : null,
    node.getAttribute("tags"), textOf(node, "description"), textOf(node, "test"),
    profiles.errorFromValues(textOf(children(node, "error")[0], "message"), java.util.List.of()),
    java.util.List.of());
}

function variable(node) {
  return profiles.variableFromValues(node.getAttribute("name"), node.getAttribute("object"),
    textOf(node, "defaultValue"), textOf(node, "value"));
}

function collection(nodes, make) {
  var set = new java.util.LinkedHashSet();
  nodes.forEach(function (node) { set.add(make(node)); });
  return set;
}

function profile(name) {
  if (loaded[name]) return loaded[name];
  var stream = java.lang.Thread.currentThread().getContextClassLoader()
    .getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml");
  if (stream === null) throw new Error("there is no profile " + name);
  var root = builders.newDocumentBuilder().parse(stream).getDocumentElement();
  stream.close();
  var flavour = vera.pdfa.flavours.PDFAFlavour.valueOf(String(root.getAttribute("flavour")));
  loaded[name] = profiles.profileFromValues(flavour,
    profiles.profileDetailsFromValues(name, "", "", new java.util.Date(0)), "",
    collection(children(children(root, "rules")[0], "rule"), rule),
    collection(children(children(root, "variables")[0], "variable"), variable));
  return loaded[name];
}

function failures(result) {
  var found = {};
  for (var each = result.getTestAssertions().iterator(); each.hasNext();) {
    var assertion = each.next();
    if (String(assertion.getStatus().name()) !== "FAILED") continue;
    var id = assertion.getRuleId();
    var key = id.getClause() + "-" + id.getTestNumber();
    found[key] = found[key] || String(assertion.getMessage()) + " ("
      + (assertion.getLocation() === null ? "" : assertion.getLocation().getContext()) + ")";
  }
  return found;
}

function validate(name, path) {
  var rules = profile(name);
  var stream = new java.io.FileInputStream(path);
  var parser = foundry.createParser(stream, rules.getPDFAFlavour());
  try {
    var result = foundry.createValidator(rules, 10, false, true, false).validate(parser);
    return {compliant: result.isCompliant(), rules: rules.getRules().size(),
            failures: failures(result)};
  } finally {
    parser.close();
    stream.close();
  }
}

var input = new java.io.BufferedReader(
  new java.io.InputStreamReader(java.lang.System["in"], "UTF-8"));
for (var line = input.readLine(); line !== null; line = input.readLine()) {
  var asked = String(line).split("\t");
  var answer;
  try {
    answer = validate(asked[0], asked[1]);
  } catch (problem) {
    answer = {compliant: false, rules: 0, failures: {error: String(problem)}};
  }
  print(JSON.stringify(answer));
}

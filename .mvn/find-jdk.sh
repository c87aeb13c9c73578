# Sourced by ./mvnw and ./atelier. find_jdk TOOL sets JAVA_HOME to a JDK of
# version 25 or newer that has bin/TOOL (java or javac), or explains what to
# install and returns 1. POSIX sh.

# Prints the feature version ("25") of the JDK in $1, or 0. The release file
# answers without the cost of starting a JVM.
jdk_version() {
  jdk_v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$jdk_v" ] || jdk_v=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
  echo "${jdk_v:-0}"
}

jdk_fits() {
  [ -n "$1" ] && [ -x "$1/bin/$jdk_tool" ] && [ "$(jdk_version "$1")" -ge 25 ]
}

# The home of the java in PATH, with symbolic links (/etc/alternatives)
# followed; macOS's /usr/bin/java is a stub, so java is asked itself.
jdk_of_path() {
  command -v java >/dev/null 2>&1 || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

find_jdk() {
  jdk_tool=${1:-java}
  if jdk_fits "${JAVA_HOME:-}"; then export JAVA_HOME; return 0; fi

  # Of several, the oldest that is new enough: it is the one we test with.
  jdk_best='' jdk_best_version=1000
  for jdk_home in \
    "$(jdk_of_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk* /home/linuxbrew/.linuxbrew/opt/openjdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
  do
    if jdk_fits "$jdk_home"; then
      jdk_v=$(jdk_version "$jdk_home")
      if [ "$jdk_v" -lt "$jdk_best_version" ]; then jdk_best=$jdk_home jdk_best_version=$jdk_v; fi
    fi
  done
  if [ -n "$jdk_best" ]; then
    JAVA_HOME=$jdk_best
    export JAVA_HOME
    return 0
  fi
  echo "Atelier needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin, https://adoptium.net) or set JAVA_HOME to it." >&2
  return 1
}

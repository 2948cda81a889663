"""What the commands of `troly` do: parse, call one function, print."""

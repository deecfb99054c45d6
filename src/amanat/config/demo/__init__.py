"""The demo: people and deals made by playing the same stories the tests play, over real wires."""
